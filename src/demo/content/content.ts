import type { PlainDate } from './calendar.ts';

/** The shapes of the invented content. Keys are stable slugs; whoever stores the content turns them into ids. */
export type CommitteeKey = string;
export type BodyKey = string;
export type PersonKey = string;
export type ProposalKey = string;
/** ISO 8601 with the offset of Asia/Shanghai: '2026-03-10T09:30:00+08:00'. */
export type Instant = string;

export type Committee = {
	key: CommitteeKey;
	parent: CommitteeKey | null;
	level: 'province' | 'city' | 'county';
	name: string;
	shortName: string;
	/** The place alone, as in 云溪县. */
	place: string;
};

export type Term = {
	key: string;
	committee: CommitteeKey;
	number: number;
	name: string;
	from: PlainDate;
	to: PlainDate;
};

export type PlenarySession = {
	key: string;
	committee: CommitteeKey;
	term: string;
	number: number;
	name: string;
	year: number;
	opensOn: PlainDate;
	closesOn: PlainDate;
	/** Submitted later, a proposal counts as one between sessions. */
	cutOffAt: Instant;
	isCurrent: boolean;
};

export type BodyKind =
	| 'committee'
	| 'sector'
	| 'special_committee'
	| 'democratic_party'
	| 'acfic'
	| 'non_party'
	| 'mass_organisation'
	| 'handling_unit'
	| 'township'
	| 'township_liaison'
	| 'assigner'
	| 'inspection';

/** Mass organisations stand with the party's bodies, county companies with the government's. */
export type UnitKind = 'party' | 'government' | 'court' | 'procuratorate' | 'vertical';

export type Body = {
	key: BodyKey;
	committee: CommitteeKey;
	kind: BodyKind;
	name: string;
	shortName: string;
	/** Handling units only. */
	unitKind?: UnitKind;
	/** 职责, one line of keywords. */
	duties?: string;
	/** 函字 of the unit's reply letters: 云民函. */
	letterMark?: string;
	/** The township of a liaison post, the unit behind an assigner. */
	parent?: BodyKey;
};

export type Role =
	| 'member'
	| 'committee_member'
	| 'standing_member'
	| 'chair'
	| 'vice_chair'
	| 'secretary_general'
	| 'proposal_clerk'
	| 'proposal_director'
	| 'assigner'
	| 'inspector'
	| 'unit_registrar'
	| 'unit_drafter'
	| 'unit_head'
	| 'organisation_contact'
	| 'sector_convener'
	| 'liaison_convener'
	| 'administrator';

export type Person = {
	key: PersonKey;
	name: string;
	sex: 'female' | 'male';
	birthYear: number;
	workUnit: string;
	post: string;
};

/** What a roll of members says of a person in one committee. */
export type Membership = {
	person: PersonKey;
	committee: CommitteeKey;
	memberNo: string;
	sector: BodyKey;
	organisation: BodyKey | null;
	liaison: BodyKey | null;
};

export type Mandate = {
	person: PersonKey;
	committee: CommitteeKey;
	body: BodyKey;
	role: Role;
	from: PlainDate;
	to: PlainDate | null;
};

export type SignIn = { username: string; person: PersonKey; role: Role; body: BodyKey; errand: string };

export type ProposalKind = 'individual' | 'joint' | 'party' | 'organisation' | 'special_committee' | 'sector';
export type ProposalState =
	| 'draft'
	| 'submitted'
	| 'returned'
	| 'under_review'
	| 'withdrawn'
	| 'declined'
	| 'converted'
	| 'merged'
	| 'admitted'
	| 'assigned'
	| 'answered'
	| 'rated'
	| 'follow_up'
	| 'closed';
export type ResultClass = 'A' | 'B' | 'C';

export type ActMachine = 'proposal' | 'signature' | 'assignment' | 'reply' | 'evaluation' | 'commitment' | 'nomination';

/** One act of a matter's story. Ids inside `input` are keys of this content. */
export type Act = {
	at: Instant;
	machine: ActMachine;
	action: string;
	actor: PersonKey | 'system';
	/** The child the act is done to: invited person, unit, evaluator, `unit#n` of a promise, kind of nomination. */
	subject?: string;
	input?: Record<string, unknown>;
	/** Set where another act of the same instant raises this one, so that a replay need not do it. */
	raised?: true;
};

export type HandlingMode = 'sole' | 'joint' | 'split';
export type Fate = {
	state: ProposalState;
	/** Where an assigned proposal stands, in the words of the assignment or reply machine. */
	stage: string | null;
	resultClass: ResultClass | null;
	round: number;
	mode: HandlingMode | null;
	leadUnits: BodyKey[];
	coUnits: BodyKey[];
	/** The day by which the reply now owed is due; null when none is owed. */
	replyDueOn: PlainDate | null;
	isOverdue: boolean;
};

export type Proposal = {
	key: ProposalKey;
	committee: CommitteeKey;
	session: string;
	period: 'in_session' | 'between_sessions';
	kind: ProposalKind;
	/** Given at admission, counted through the session in the order of the admit acts. */
	number: number | null;
	title: string;
	situation: string;
	analysis: string;
	suggestions: string;
	category: string;
	topic: string;
	consent: 'full' | 'title' | 'none';
	consentReason?: string;
	wishedUnits: BodyKey[];
	leadProposer: PersonKey;
	/** The body in whose name a collective proposal speaks. */
	organisation: BodyKey | null;
	invited: PersonKey[];
	/** The clerk who typed in a paper form for the lead proposer. */
	enteredBy: PersonKey | null;
	createdAt: Instant;
	fate: Fate;
	acts: Act[];
};

export type Category = { code: string; name: string };
export type DeclineReason = { code: string; text: string };

export type DemoContent = {
	today: PlainDate;
	password: string;
	home: CommitteeKey;
	committees: Committee[];
	terms: Term[];
	sessions: PlenarySession[];
	bodies: Body[];
	persons: Person[];
	memberships: Membership[];
	mandates: Mandate[];
	signIns: SignIn[];
	categories: Category[];
	declineReasons: DeclineReason[];
	proposals: Proposal[];
};
