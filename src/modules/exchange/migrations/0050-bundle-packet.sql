-- A document in edXML, signed when its first bundle was made. A signature comes out differently each time; kept, every bundle has the same.
create table exchange.bundle_packet (
  consignment_id uuid primary key references exchange.consignment (id),
  packet text not null,
  at timestamptz not null
);
select platform.append_only('exchange.bundle_packet');
