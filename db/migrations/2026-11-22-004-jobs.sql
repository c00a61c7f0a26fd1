-- What the jobs of the clock look for, each found by an index however much else there is.
create index signature_expiring on signature (committee_id, expires_at, id) where state = 'invited';
create index deadline_evaluation on deadline (committee_id, due_on, id) where state = 'open' and kind in ('evaluation', 'evaluation_reminded');
create index idempotency_at on idempotency (committee_id, at);
create index notice_unread on notice (committee_id, person_id, at desc) where read_at is null;
-- The importer looks for past proposers by their names.
create index person_name on person (name);

-- Plans that were made while a table was nearly empty are kept; after a load of many rows they have to be made anew, and
-- only the owner of the tables may let the planner count.
create function count_for_planner() returns void language plpgsql security definer set search_path = public, pg_temp as $$ begin
	analyze person, matter, proposal, number_given, signature, assignment, deadline, reply, evaluation, timeline, timeline_content;
end $$;
revoke execute on function count_for_planner() from public;
grant execute on function count_for_planner() to concentric_app;
