-- 20 rows of `matter` by index. Fixed: changing it needs a decision record.
\set session random(1, 5)
\set state random(1, 2)
select id, number_label, title, category, state, openness, owner_id, lead_unit_id, holder_body_id, due_on, result_class, submitted_at, changed_at, version
from matter
where committee_id = '00000000-0001-7000-8000-000000000001' and kind = 'proposal'
	and plenary_session_id = ('00000000-0003-7000-8000-' || lpad(:session::text, 12, '0'))::uuid and state = (array['answered', 'closed'])[:state]
order by changed_at desc, id desc limit 20;
