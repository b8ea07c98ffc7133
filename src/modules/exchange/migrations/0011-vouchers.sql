-- What nodes say to each other is signed with their own keys, and the signature is kept where the word is.

-- The node of origin vouches for the receipt, also before nodes to which the copy comes by way of another.
alter table exchange.consignment add column voucher json;
comment on column exchange.consignment.voucher is 'Of a consignment from another node: the word of its node of origin; null: it was accepted here';

-- Which key signed the statement; null in answers from before nodes did that.
alter table exchange.peer_answer add column key_id text;
alter table exchange.peer_answer add column signature text;
alter table exchange.peer_answer add constraint peer_answer_signed check (key_id is not null and signature is not null) not valid;
