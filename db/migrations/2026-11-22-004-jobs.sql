-- What the jobs of the clock look for, each found by an index however much else there is.
create index signature_expiring on signature (committee_id, expires_at, id) where state = 'invited';
create index deadline_evaluation on deadline (committee_id, due_on, id) where state = 'open' and kind in ('evaluation', 'evaluation_reminded');
create index idempotency_at on idempotency (committee_id, at);
create index notice_unread on notice (committee_id, person_id, at desc) where read_at is null;
-- The importer looks for past proposers by their names.
create index person_name on person (name);
