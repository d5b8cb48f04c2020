-- What the list of imports tells of each: what its file was called, and how many things of it meet which fate.
alter table import add column file_name varchar(255);
alter table import add column to_create integer default 0 not null;
alter table import add column to_merge integer default 0 not null;
alter table import add column to_skip integer default 0 not null;

-- A quotation mark within a text is escaped in JSON, so only the field itself is counted.
update import set
    to_create = (length(items) - length(replace(items, '"action":"CREATE"', ''))) / 17,
    to_merge = (length(items) - length(replace(items, '"action":"MERGE"', ''))) / 16,
    to_skip = (length(items) - length(replace(items, '"action":"SKIP"', ''))) / 15;
