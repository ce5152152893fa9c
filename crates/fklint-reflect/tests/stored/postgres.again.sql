CREATE TYPE public.mood AS ENUM (
    'a',
    'B'
);
CREATE TABLE public.checks (
    a integer,
    b character varying(9),
    t text,
    c integer,
    m public.mood,
    ts timestamp without time zone,
    bo boolean,
    CONSTRAINT checks_a_check CHECK (((a > 0) AND (a <> 5))),
    CONSTRAINT checks_a_check1 CHECK ((NOT (a = 4))),
    CONSTRAINT checks_b_check CHECK (((b)::text = ''::text)),
    CONSTRAINT checks_bo_check CHECK (bo),
    CONSTRAINT checks_bo_check1 CHECK ((NOT bo)),
    CONSTRAINT checks_c_check CHECK ((c <> ALL (ARRAY[7, 8]))),
    CONSTRAINT checks_check CHECK (((char_length((b)::text) > 1) AND ((b)::text ~~ 'a%'::text) AND (c IS NOT NULL) AND ((b)::text <> 'q'::text))),
    CONSTRAINT checks_check1 CHECK (((a + c) > (2 * (a - 1)))),
    CONSTRAINT checks_check2 CHECK ((
CASE
    WHEN (a > 1) THEN c
    ELSE 3
END > 1)),
    CONSTRAINT checks_check3 CHECK ((a IS DISTINCT FROM c)),
    CONSTRAINT checks_m_check CHECK ((m = ANY (ARRAY['a'::public.mood, 'B'::public.mood]))),
    CONSTRAINT checks_t_check CHECK ((t = ANY (ARRAY['p'::text, 'q'::text]))),
    CONSTRAINT checks_t_check1 CHECK ((t !~~ 'z%'::text)),
    CONSTRAINT checks_t_check2 CHECK ((t ~~* 'x%'::text)),
    CONSTRAINT checks_t_check3 CHECK ((length(TRIM(BOTH FROM t)) > 0)),
    CONSTRAINT checks_t_check4 CHECK (((t)::integer > 4)),
    CONSTRAINT ck2 CHECK ((((b)::text = ANY (ARRAY[('x'::character varying)::text, ('Y'::character varying)::text])) OR ((c >= 1) AND (c <= 2) AND (NOT (a = c)))))
);
CREATE TABLE public.child (
    id integer NOT NULL,
    pid integer,
    "Code" character varying(10),
    k bigint,
    self integer,
    other integer
);
CREATE TABLE public.parent (
    id integer NOT NULL,
    "Code" character varying(10),
    k bigint
);
CREATE SEQUENCE public.parent_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.parent_id_seq OWNED BY public.parent.id;
CREATE TABLE public.copy (
    first integer,
    id integer DEFAULT nextval('public.parent_id_seq'::regclass) NOT NULL,
    "Code" character varying(10),
    k bigint,
    last integer
);
CREATE TABLE public.defaults (
    a integer DEFAULT 5,
    b text DEFAULT 'x'::text,
    c character varying(5) DEFAULT 'it''s'::character varying,
    d timestamp without time zone DEFAULT now(),
    d2 timestamp with time zone DEFAULT CURRENT_TIMESTAMP,
    d3 date DEFAULT CURRENT_DATE,
    n numeric DEFAULT 1.50,
    n2 numeric DEFAULT '-1'::integer,
    nn integer,
    j jsonb DEFAULT '{}'::jsonb,
    arr integer[] DEFAULT '{}'::integer[],
    arr2 text[] DEFAULT ARRAY[]::text[],
    m public.mood DEFAULT 'a'::public.mood,
    bo boolean DEFAULT false,
    bo2 boolean DEFAULT true,
    e integer DEFAULT (1 + 2),
    iv interval DEFAULT '1 day'::interval,
    u uuid DEFAULT gen_random_uuid(),
    fl double precision DEFAULT 0,
    dt date DEFAULT '2020-01-01'::date,
    tt timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc'::text),
    cu text DEFAULT CURRENT_USER,
    s integer DEFAULT '-5'::integer,
    ts timestamp(3) without time zone DEFAULT CURRENT_TIMESTAMP(3),
    cc character(3) DEFAULT 'ab'::bpchar,
    e2 text DEFAULT 'a	b'::text,
    ca text DEFAULT upper('x'::text),
    ex integer DEFAULT EXTRACT(year FROM now()),
    g integer GENERATED ALWAYS AS (((a * 2) + 1)) STORED
);
CREATE TABLE public.heir (
    id integer,
    pid integer,
    "Code" character varying(10),
    k bigint,
    self integer,
    other integer,
    extra integer,
    CONSTRAINT heir_extra_check CHECK ((extra > 0))
)
INHERITS (public.child);
CREATE TABLE public.parted (
    id integer NOT NULL,
    d date NOT NULL,
    pid integer,
    note text DEFAULT 'n'::text,
    CONSTRAINT parted_id_check CHECK ((id > 0))
)
PARTITION BY RANGE (d);
CREATE TABLE public.parted_1 (
    id integer NOT NULL,
    d date NOT NULL,
    pid integer NOT NULL,
    note text DEFAULT 'm'::text,
    CONSTRAINT parted_id_check CHECK ((id > 0))
)
PARTITION BY HASH (id);
CREATE TABLE public.parted_1a (
    id integer NOT NULL,
    d date NOT NULL,
    pid integer NOT NULL,
    note text DEFAULT 'm'::text,
    CONSTRAINT parted_id_check CHECK ((id > 0))
);
CREATE TABLE public.parted_d (
    id integer NOT NULL,
    d date NOT NULL,
    pid integer,
    note text DEFAULT NULL,
    CONSTRAINT parted_id_check CHECK ((id > 0))
);
CREATE TABLE public.types (
    i4 integer,
    i8 bigint,
    i2 smallint,
    b boolean,
    tz timestamp with time zone,
    tz3 timestamp(3) with time zone,
    t3 timestamp(3) without time zone,
    t timestamp without time zone,
    d numeric(5,0),
    n numeric(5,2),
    n0 numeric,
    f double precision,
    f4 real,
    f20 real,
    f8 double precision,
    r real,
    c character(1),
    c3 character(3),
    bp bpchar,
    v character varying,
    v5 character varying(5),
    cv character varying(6),
    a1 integer[],
    a2 integer[],
    a3 text[],
    a4 integer[],
    m public.mood,
    tm time without time zone,
    tmz time with time zone,
    tm2 time(2) with time zone,
    bt bit(1),
    vb bit varying(4),
    ivy interval year to month,
    js json,
    u uuid,
    nch character(2),
    dc numeric(3,1),
    pgc integer,
    by bytea,
    av character varying(5)[],
    s smallint NOT NULL,
    bs bigint NOT NULL,
    ida integer NOT NULL,
    idd bigint NOT NULL,
    co text COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.types_bs_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.types_bs_seq OWNED BY public.types.bs;
ALTER TABLE public.types ALTER COLUMN ida ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.types_ida_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.types ALTER COLUMN idd ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.types_idd_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.types_s_seq
    AS smallint
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.types_s_seq OWNED BY public.types.s;
ALTER TABLE ONLY public.parted ATTACH PARTITION public.parted_1 FOR VALUES FROM ('2020-01-01') TO (MAXVALUE);
ALTER TABLE ONLY public.parted_1 ATTACH PARTITION public.parted_1a FOR VALUES WITH (modulus 2, remainder 0);
ALTER TABLE ONLY public.parted ATTACH PARTITION public.parted_d DEFAULT;
ALTER TABLE ONLY public.parent ALTER COLUMN id SET DEFAULT nextval('public.parent_id_seq'::regclass);
ALTER TABLE ONLY public.types ALTER COLUMN s SET DEFAULT nextval('public.types_s_seq'::regclass);
ALTER TABLE ONLY public.types ALTER COLUMN bs SET DEFAULT nextval('public.types_bs_seq'::regclass);
ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_other_excl EXCLUDE USING btree (other WITH =);
ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_other_key UNIQUE NULLS NOT DISTINCT (other);
ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_pid_k_key UNIQUE (pid, k);
ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.copy
    ADD CONSTRAINT "copy_Code_k_key" UNIQUE ("Code", k);
ALTER TABLE ONLY public.copy
    ADD CONSTRAINT "copy_Code_key" UNIQUE ("Code");
ALTER TABLE ONLY public.copy
    ADD CONSTRAINT copy_k_key UNIQUE (k);
ALTER TABLE ONLY public.copy
    ADD CONSTRAINT copy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parent
    ADD CONSTRAINT "parent_Code_k_key" UNIQUE ("Code", k);
ALTER TABLE ONLY public.parent
    ADD CONSTRAINT "parent_Code_key" UNIQUE ("Code");
ALTER TABLE ONLY public.parent
    ADD CONSTRAINT parent_k_key UNIQUE (k);
ALTER TABLE ONLY public.parent
    ADD CONSTRAINT parent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parted
    ADD CONSTRAINT parted_pkey PRIMARY KEY (id, d);
ALTER TABLE ONLY public.parted_1
    ADD CONSTRAINT parted_1_pkey PRIMARY KEY (id, d);
ALTER TABLE ONLY public.parted_1a
    ADD CONSTRAINT parted_1a_pkey PRIMARY KEY (id, d);
ALTER TABLE ONLY public.parted_d
    ADD CONSTRAINT parted_d_pkey PRIMARY KEY (id, d);
CREATE UNIQUE INDEX child_k_idx ON public.child USING btree (k) WHERE ((pid IS NOT NULL) AND (("Code")::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])));
CREATE INDEX child_k_pid_other_idx ON public.child USING btree (k DESC, pid) INCLUDE (other);
CREATE INDEX child_lower_expr_idx ON public.child USING btree (lower(("Code")::text), ((pid + 1)));
CREATE INDEX child_pid_idx ON public.child USING btree (pid);
CREATE INDEX parted_pid_idx ON ONLY public.parted USING btree (pid);
CREATE INDEX parted_1_pid_idx ON ONLY public.parted_1 USING btree (pid);
CREATE INDEX parted_1a_pid_idx ON public.parted_1a USING btree (pid);
CREATE INDEX parted_d_pid_idx ON public.parted_d USING btree (pid);
ALTER INDEX public.parted_pid_idx ATTACH PARTITION public.parted_1_pid_idx;
ALTER INDEX public.parted_pkey ATTACH PARTITION public.parted_1_pkey;
ALTER INDEX public.parted_1_pid_idx ATTACH PARTITION public.parted_1a_pid_idx;
ALTER INDEX public.parted_1_pkey ATTACH PARTITION public.parted_1a_pkey;
ALTER INDEX public.parted_pid_idx ATTACH PARTITION public.parted_d_pid_idx;
ALTER INDEX public.parted_pkey ATTACH PARTITION public.parted_d_pkey;
ALTER TABLE ONLY public.child
    ADD CONSTRAINT "child_Code_fkey" FOREIGN KEY ("Code") REFERENCES public.parent("Code") ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE ONLY public.child
    ADD CONSTRAINT "child_Code_k_fkey" FOREIGN KEY ("Code", k) REFERENCES public.parent("Code", k) MATCH FULL ON DELETE RESTRICT;
ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_pid_fkey FOREIGN KEY (pid) REFERENCES public.parent(id);
ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_pid_fkey1 FOREIGN KEY (pid) REFERENCES public.parent(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_self_fkey FOREIGN KEY (self) REFERENCES public.child(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.child
    ADD CONSTRAINT late FOREIGN KEY (other) REFERENCES public.parent(id) NOT VALID;
ALTER TABLE public.parted
    ADD CONSTRAINT parted_pid_fkey FOREIGN KEY (pid) REFERENCES public.parent(id);
