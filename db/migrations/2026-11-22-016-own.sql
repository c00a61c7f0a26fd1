-- Who has entered or signed very many is related to all of them: found by the index alone.
drop index proposal_entered_by;
create index proposal_entered_by on proposal (entered_by, committee_id, id) where entered_by is not null;
drop index signature_person;
create index signature_person on signature (person_id, state, committee_id, matter_id);
