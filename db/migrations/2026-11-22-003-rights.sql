-- The application's role owns nothing; what was done can be added to and read, never changed or removed.
do $$ begin
	if not exists (select from pg_roles where rolname = 'concentric_app') then create role concentric_app login; end if;
exception when duplicate_object or unique_violation then null; end $$;
grant usage on schema public, auth to concentric_app;
grant select, insert, update, delete on all tables in schema public, auth to concentric_app;
revoke update, delete on timeline from concentric_app;
revoke update, delete on number_series, number_given from concentric_app;
grant update (last) on number_series to concentric_app;
grant update (state) on number_given to concentric_app;
-- the retention rule may erase what was said, not that it was said
revoke update on timeline_content from concentric_app;

-- The queue is the library's: its tables are guarded by row security, which this role is let through.
grant usage on schema graphile_worker to concentric_app;
grant select, insert, update, delete on all tables in schema graphile_worker to concentric_app;
grant usage, select on all sequences in schema graphile_worker to concentric_app;
grant execute on all functions in schema graphile_worker to concentric_app;
create policy concentric on graphile_worker._private_jobs to concentric_app using (true) with check (true);
create policy concentric on graphile_worker._private_job_queues to concentric_app using (true) with check (true);
create policy concentric on graphile_worker._private_tasks to concentric_app using (true) with check (true);
create policy concentric on graphile_worker._private_known_crontabs to concentric_app using (true) with check (true);
