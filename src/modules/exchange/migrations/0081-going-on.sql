-- One act for everything that a person can set going again: what is held is released, what has failed is tried again.
alter table exchange.steering drop constraint steering_act_check;
alter table exchange.steering add constraint steering_act_check check (act in ('hold', 'release', 'try-again', 'go-on'));
