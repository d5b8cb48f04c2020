-- What an edition names as affected, as it was called when that was published: for the feed and the search of readers.
create table edition_service (
    edition_id bigint not null references edition on delete cascade,
    position   integer not null,
    name       varchar(100) not null,
    primary key (edition_id, position)
);

insert into edition_service (edition_id, position, name)
select e.id, s.position, c.name
from edition e
join incident_service s on s.incident_id = e.incident_id
join service c on c.id = s.service_id;

-- Drawn once. The ids in the feed are made of it, so that they stay when the server moves to another address and
-- are never those of another installation.
alter table shelf add column seed varchar(40);

update shelf
set seed = cast(cast(floor(random() * 1000000000) as bigint) as varchar(10)) || '-'
        || cast(cast(floor(random() * 1000000000) as bigint) as varchar(10)) || '-'
        || cast(cast(floor(random() * 1000000000) as bigint) as varchar(10));

alter table shelf alter column seed set not null;
