-- A committee with as many proposals as `bench.proposals` says, in the shape of real ones: five sessions, the last of them
-- on its opening days, when half of what was submitted still waits. Everything follows from the row's number, so that two
-- runs hold the same rows. Foreign keys are not checked while it is filled: the rows below refer to each other alone.
set session_replication_role = replica;
create schema bench;
grant usage on schema bench to public;

create function bench.id(kind int, n bigint) returns uuid immutable parallel safe language sql
	return ('00000000-' || lpad(to_hex(kind), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;
/** The same number between 0 and `below` for the same row and purpose. */
create function bench.pick(n bigint, purpose int, below int) returns int immutable parallel safe language sql
	return (abs(hashint8(n * 64 + purpose)::bigint) % below)::int;
create function bench.words(n bigint, purpose int, length int) returns text immutable parallel safe language sql
	return substr(repeat('近年来本县老龄化程度不断加深，部分村级老年食堂因运营经费不足、供餐人数波动而难以持续。调研走访二十三个行政村后发现，场地多由旧村部改造，消防和食品安全条件参差不齐；餐费标准多年未变，'
		|| '志愿者补贴没有固定来源。究其原因，一是部门之间缺少统筹，二是补助办法按床位而不按用餐人次计算，三是社会力量参与的渠道不畅。建议由民政部门牵头制定管理办法，明确选址、设施、供餐和收费标准；'
		|| '财政部门将运营补助列入年度预算，按实际用餐人次结算；交通、住建、市场监管等单位各按职责支持；鼓励乡贤和企业冠名捐助，账目每季度在村务公开栏公示，接受群众监督。', 4),
		1 + bench.pick(n, purpose, 300), length);

insert into committee (id, slug, name, short_name, level) values (bench.id(1, 1), 'bench', '政协样本县委员会', '样本县政协', 'county');
-- whose clerk signs in with a token alone
insert into setting (committee_id, name, version, value, valid_from) values (bench.id(1, 1), 'sign_in', 1, '{"second_factor": "nobody"}', current_date - 2000);
insert into term (committee_id, id, number, name, starts_on) values (bench.id(1, 1), bench.id(2, 1), 10, '第十届', current_date - 2000);
insert into plenary_session (committee_id, id, term_id, number, name, year, opens_on, closes_on, cut_off_at)
	select bench.id(1, 1), bench.id(3, s), bench.id(2, 1), s, '十届' || s || '次', 2021 + s, day, day + 5, day + 4
	from generate_series(1, 5) s, lateral (select current_date - 3 - (5 - s) * 365 as day) opening;
insert into body (committee_id, id, kind, unit_kind, slug, name, short_name, position)
	select bench.id(1, 1), bench.id(4, b), case when b <= 60 then 'handling_unit' when b <= 90 then 'sector' when b = 91 then 'special_committee' when b < 94 then 'office' else 'plenum' end,
		case when b <= 60 then 'government' end, coalesce((array['proposals', 'inspection', 'government_office', 'plenum'])[b - 90], 'body-' || b), '样本单位第' || b || '号', '单位' || b, b
	from generate_series(1, 94) b;
insert into auth."user" (id, name, email, username) select 'bench-' || p, '委员' || p, 'bench-' || p || '@bench.invalid', 'bench.' || p from generate_series(1, 1000) p;
insert into person (id, name, user_id) select bench.id(5, p), '委员' || p, 'bench-' || p from generate_series(1, 1000) p;
insert into mandate (committee_id, id, person_id, body_id, role, starts_on)
	select bench.id(1, 1), bench.id(6, p), bench.id(5, p), bench.id(4, case when p = 1 then 91 else 61 + p % 30 end), case when p = 1 then 'proposal_clerk' else 'member' end, current_date - 2000
	from generate_series(1, 1000) p;

-- One row for each proposal: where it stands, and whose it is.
create unlogged table bench.one as
	select n, s, state, openness, owner, bench.pick(n, 3, 60) + 1 as unit, 61 + owner % 30 as sector,
		opened + bench.pick(n, 4, 2 * 86400) * interval '1 second' as submitted_at, opened + interval '2 days' + bench.pick(n, 5, case when s = 5 then 80000 else 300 * 86400 end) * interval '1 second' as changed_at,
		array_position(array['', 'submitted', 'under_review', 'admitted', '', 'assigned', 'answered', 'rated', 'closed'], state) as entries
	from generate_series(1, current_setting('bench.proposals')::bigint) n
	cross join lateral (select (1 + (n - 1) * 5 / current_setting('bench.proposals')::bigint)::int as s, bench.pick(n, 1, 100) as lot, bench.pick(n, 2, 998) + 2 as owner) place
	cross join lateral (select case
		when s < 5 then case when lot < 92 then 'closed' when lot < 96 then 'answered' when lot < 98 then 'rated' else 'assigned' end
		when lot < 50 then 'submitted' when lot < 60 then 'under_review' when lot < 70 then 'admitted' when lot < 80 then 'assigned' when lot < 90 then 'answered' when lot < 92 then 'rated' else 'closed' end as state) standing
	cross join lateral (select case when state in ('submitted', 'under_review') then 'internal' when state in ('admitted', 'assigned') or bench.pick(n, 6, 5) = 0 then 'members' else 'public' end as openness) reach
	cross join lateral (select (current_date - 3 - (5 - s) * 365)::timestamptz as opened) session;
create index on bench.one (n);
analyze bench.one;

insert into matter (committee_id, id, kind, plenary_session_id, number, number_label, title, category, state, openness, owner_id, sector_id, lead_unit_id, holder_body_id, due_on, result_class, signers,
		version, seq, created_at, changed_at, submitted_at, published_at, closed_at)
	select bench.id(1, 1), bench.id(16, n), 'proposal', bench.id(3, s), case when entries >= 4 then n end, case when entries >= 4 then n::text end, '关于第' || n || '处村级老年食堂长效运营的提案',
		(array['economy', 'agriculture', 'urban', 'transport', 'education', 'health', 'livelihood'])[1 + bench.pick(n, 7, 7)], state, openness, bench.id(5, owner), bench.id(4, sector),
		case when entries >= 6 then bench.id(4, unit) end, case when state = 'assigned' then bench.id(4, unit) when state <> 'closed' then bench.id(4, 91) end,
		case when entries < 9 then submitted_at::date + 90 end, case when entries >= 7 then (array['A', 'B', 'C'])[1 + bench.pick(n, 8, 3)] end, case when n % 3 = 0 then 3 else 0 end,
		entries, entries, submitted_at - interval '1 day', changed_at, submitted_at, case when openness = 'public' then changed_at end, case when state = 'closed' then changed_at end
	from bench.one order by n;
insert into proposal (committee_id, id, kind, period, situation, analysis, suggestions, handling, rating_work, rating_result, gist)
	select bench.id(1, 1), bench.id(16, n), case when n % 3 = 0 then 'joint' else 'individual' end, 'in_session', bench.words(n, 9, 120 + bench.pick(n, 10, 140)),
		bench.words(n, 11, 120 + bench.pick(n, 12, 130)), bench.words(n, 13, 160 + bench.pick(n, 14, 130)), case when entries >= 6 then 'sole' end,
		case when entries >= 8 then 'satisfied' end, case when entries >= 8 then 'satisfied' end, 'null'
	from bench.one order by n;
insert into signature (committee_id, id, matter_id, person_id, state, invited_at, expires_at, answered_at)
	select bench.id(1, 1), bench.id(17, n * 8 + k), bench.id(16, n), bench.id(5, 2 + (owner + k * 7) % 998), 'signed', submitted_at - interval '20 hours', submitted_at, submitted_at - interval '10 hours'
	from bench.one, generate_series(1, 3) k where n % 3 = 0 order by n, k;
insert into assignment (committee_id, id, matter_id, unit_id, assigner_id, role, state, assigned_at, acknowledged_at, answered_at)
	select bench.id(1, 1), bench.id(18, n), bench.id(16, n), bench.id(4, unit), bench.id(4, 93), 'lead', case when entries >= 7 then 'answered' else 'handling' end,
		submitted_at + interval '6 hours', submitted_at + interval '9 hours', case when entries >= 7 then changed_at end
	from bench.one where entries >= 6 order by n;
insert into reply (committee_id, id, matter_id, assignment_id, round, state, body, result_class, openness, letter_no, delivered_at)
	select bench.id(1, 1), bench.id(19, n), bench.id(16, n), bench.id(18, n), 1, 'delivered', bench.words(n, 15, 500 + bench.pick(n, 16, 300)), 'A', 'full', '样函〔2026〕' || n || '号', changed_at
	from bench.one where entries >= 7 order by n;
insert into evaluation (committee_id, id, matter_id, person_id, round, state, opened_at, given_at, contact, hearing, to_the_point, work, result)
	select bench.id(1, 1), bench.id(20, n), bench.id(16, n), bench.id(5, owner), 1, case when entries >= 8 then 'given' else 'open' end, changed_at, case when entries >= 8 then changed_at end,
		'visited', 'before', 'yes', 'satisfied', 'satisfied'
	from bench.one where entries >= 7 order by n;
insert into deadline (committee_id, id, matter_id, machine, subject_id, kind, starts_on, due_on, explanation, state, ended_on)
	select bench.id(1, 1), bench.id(21, n), bench.id(16, n), case when entries >= 6 then 'assignment' else 'proposal' end, case when entries >= 6 then bench.id(18, n) else bench.id(16, n) end,
		case when entries >= 6 then 'reply' else 'examination' end, submitted_at::date, submitted_at::date + 90,
		jsonb_build_object('from', submitted_at::date, 'due', submitted_at::date + 90, 'term', jsonb_build_object('n', 3, 'unit', 'months'), 'counted_from', submitted_at::date + 1, 'counted', 90,
			'skipped', jsonb_build_array(jsonb_build_object('date', submitted_at::date + 91, 'why', 'weekend')), 'swapped', '[]'::jsonb, 'beyond_known_calendar', false),
		case when entries >= 7 then 'met' else 'open' end, case when entries >= 7 then changed_at::date end
	from bench.one order by n;
insert into timeline (committee_id, matter_id, seq, machine, subject_id, action, from_state, to_state, actor_id, at, content_hash)
	select bench.id(1, 1), bench.id(16, n), seq, 'proposal', bench.id(16, n), (array['create', 'submit', 'start_review', 'admit', 'propose_assignment', 'assign', 'answer', 'rate', 'close'])[seq],
		(array[null, 'draft', 'submitted', 'under_review', 'admitted', 'admitted', 'assigned', 'answered', 'rated'])[seq],
		(array['draft', 'submitted', 'under_review', 'admitted', 'admitted', 'assigned', 'answered', 'rated', 'closed'])[seq], bench.id(5, case when seq <= 2 then owner else 1 end),
		submitted_at + seq * interval '1 hour', sha256(decode(md5(n || '-' || seq), 'hex'))
	from bench.one, generate_series(1, entries) seq order by n, seq;
insert into timeline_content (committee_id, matter_id, seq, salt, content)
	select bench.id(1, 1), bench.id(16, n), seq, decode(md5(n || '-' || seq), 'hex'), jsonb_build_object('remark', bench.words(n, 17 + seq, 30))
	from bench.one, generate_series(1, entries) seq order by n, seq;
insert into tally (committee_id, kind, plenary_session_id, state, n) select bench.id(1, 1), 'proposal', bench.id(3, s), state, count(*) from bench.one group by s, state;

insert into auth.session (id, "expiresAt", token, "userId") values ('bench-clerk', now() + interval '12 hours', 'bench-clerk-token', 'bench-1');
drop table bench.one;
set session_replication_role = origin;
