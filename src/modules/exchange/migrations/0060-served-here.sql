-- What this node brings to agencies by itself is looked for in the order of urgency, and where the head of that order is full of what waits for
-- systems that fetch, recipient by recipient. Copies that wait for another node stand in neither index. Before, a hundred thousand copies that
-- nobody here had to bring were walked over for each one that somebody had to.
drop index exchange.delivery_due;
create index delivery_due on exchange.delivery (priority desc, seq) where transport = 'queued' and peer is null;
create index delivery_here on exchange.delivery (recipient_agency_id, priority desc, seq) where transport = 'queued' and peer is null;
