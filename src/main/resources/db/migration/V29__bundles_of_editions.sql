-- The bundle of an edition is larger than its other files: it is kept, and read, in parts.
create table edition_file_part (
    file_id bigint not null references edition_file,
    part_no integer not null,
    content bytea not null,
    primary key (file_id, part_no)
);

-- An order stands until the bundle is there, which comes after the PDF and also without it.
alter table print_order add column pdf_given_up boolean default false not null;
update print_order set pdf_given_up = true, given_up = false, tries = 0 where given_up = true;

insert into print_order (edition_id, tries, due_at, given_up)
select id, 0, published_at, false from edition
where withdrawn_at is null and id not in (select edition_id from print_order);
