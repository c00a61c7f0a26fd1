-- The five statements of a transition in one transaction, each on a matter drawn at random. Fixed: changing it needs a decision record.
\set n random(1, :proposals)
begin;
select id, state, version, seq + 1 as next from matter
	where committee_id = '00000000-0001-7000-8000-000000000001' and id = ('00000000-0010-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid for update
\gset
update matter set state = 'under_review', version = version + 1, seq = seq + 1, changed_at = now()
	where committee_id = '00000000-0001-7000-8000-000000000001' and id = ('00000000-0010-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid;
insert into timeline (committee_id, matter_id, seq, machine, subject_id, action, from_state, to_state, actor_id, at, content_hash)
	values ('00000000-0001-7000-8000-000000000001', ('00000000-0010-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid, :next, 'proposal',
		('00000000-0010-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid, 'start_review', 'submitted', 'under_review', '00000000-0005-7000-8000-000000000001', now(),
		'\x2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae');
insert into timeline_content (committee_id, matter_id, seq, salt, content)
	values ('00000000-0001-7000-8000-000000000001', ('00000000-0010-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid, :next, '\x900150983cd24fb0d6963f7d28e17f72', '{}');
insert into timeline_pending (committee_id, matter_id, seq, kind, plenary_session_id, machine, from_state, to_state)
	values ('00000000-0001-7000-8000-000000000001', ('00000000-0010-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid, :next, 'proposal',
		'00000000-0003-7000-8000-000000000005', 'proposal', 'submitted', 'under_review');
commit;
