-- What is open and what waits are few among all that ever was: worklists read these alone.
create index matter_open on matter (committee_id, state, due_on, id) include (openness, owner_id, holder_body_id, holder_person_id)
	where kind = 'proposal' and state in ('submitted', 'under_review', 'returned', 'admitted', 'assigned', 'answered', 'rated', 'follow_up');
create index assignment_awaited on assignment (committee_id, state, matter_id) where state in ('proposed', 'return_requested');
create index assignment_extension on assignment (committee_id, matter_id) where extension_reason is not null and state in ('acknowledged', 'handling');
create index reply_signed on reply (committee_id, matter_id) where state = 'signed';
create index commitment_awaited on commitment (committee_id, state, matter_id) where state in ('open', 'reported');
create index nomination_awaited on nomination (committee_id, state, matter_id) where state in ('nominated', 'shortlisted');
