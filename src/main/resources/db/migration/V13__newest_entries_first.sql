-- The order in which a timeline is read, newest first: H2 goes through an index from one side only when it sorts. Read
-- from its other end it serves the order of events as well, so it takes the place of the index that did only that.
create index timeline_entry_newest on timeline_entry (incident_id desc, occurred_at desc, entry_no desc);
drop index timeline_entry_order;
