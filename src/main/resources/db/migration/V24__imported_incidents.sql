-- The reference that an incident had where it was recorded, if another incident has that reference here.
alter table incident add column imported_from varchar(40);
