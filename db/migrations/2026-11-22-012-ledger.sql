-- What was done cannot be undone unseen: each entry of the timeline is sealed into a signed block of its committee.

-- Appended with each entry, taken away by the sealing. An entry whose transaction ends late is sealed late: nothing is read
-- "since the last id".
create table ledger_pending (
	committee_id uuid not null, matter_id uuid not null, seq int not null,
	primary key (committee_id, matter_id, seq)
);

-- The header that is hashed and signed, and beside it hash, signature, and the nodes of the tree over all blocks that this one
-- completes (level 0 first): every path through that tree is found without reading the chain.
create table ledger_block (
	committee_id uuid not null, number int not null check (number > 0),
	kind text not null check (kind in ('entries', 'key', 'restored', 'erased')),
	previous bytea not null, history bytea not null,
	count int not null check (count >= 0), root bytea not null,
	sealed_at timestamptz not null,
	key bytea not null,
	about jsonb,
	hash bytea not null, signature bytea not null,
	nodes bytea[] not null,
	primary key (committee_id, number)
);

-- Where each entry lies, and what its leaf was when it was sealed.
create table ledger_leaf (
	committee_id uuid not null, matter_id uuid not null, seq int not null,
	block int not null, position int not null,
	hash bytea not null,
	primary key (committee_id, matter_id, seq),
	unique (committee_id, block, position)
);

alter table ledger_block add foreign key (committee_id) references committee (id);
alter table ledger_leaf add foreign key (committee_id, block) references ledger_block (committee_id, number);

-- What was done before there was a ledger is sealed by the first run.
insert into ledger_pending (committee_id, matter_id, seq) select committee_id, matter_id, seq from timeline;

-- The words of one entry with their salt, never the entry. Only what is sealed, so that the ledger still knows that it was said; and only
-- what is older than 180 days, for which a log has to be kept whole.
create function erase_words(of_committee uuid, of_matter uuid, of_seq int) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$ begin
	delete from timeline_content c using ledger_leaf l, timeline t
		where c.committee_id = of_committee and c.matter_id = of_matter and c.seq = of_seq
		and l.committee_id = c.committee_id and l.matter_id = c.matter_id and l.seq = c.seq
		and t.committee_id = c.committee_id and t.matter_id = c.matter_id and t.seq = c.seq and t.at < now() - interval '180 days';
	return found;
end $$;
revoke execute on function erase_words(uuid, uuid, int) from public;
grant execute on function erase_words(uuid, uuid, int) to concentric_app;
revoke delete on timeline_content from concentric_app;

grant select, insert, delete on ledger_pending to concentric_app;
grant select, insert on ledger_block, ledger_leaf to concentric_app;
