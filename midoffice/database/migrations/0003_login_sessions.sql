CREATE TABLE "login_attempt" (
	"state" text PRIMARY KEY NOT NULL,
	"browser_hash" text NOT NULL,
	"nonce" text NOT NULL,
	"verifier" text NOT NULL,
	"desk_challenge" text NOT NULL,
	"desk_port" integer NOT NULL,
	"desk_state" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "login_code" (
	"hash" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"subject" text NOT NULL,
	"provider_session" text,
	"challenge" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"session_id" text
);
--> statement-breakpoint
CREATE TABLE "login_session" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"device_id" text NOT NULL,
	"subject" text NOT NULL,
	"provider_session" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "member_identity" (
	"subject" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_identity_member_id_unique" UNIQUE("member_id")
);
--> statement-breakpoint
CREATE TABLE "refresh_token" (
	"hash" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	"successor" text,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "login_session_subject" ON "login_session" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "login_session_provider" ON "login_session" USING btree ("provider_session");--> statement-breakpoint
CREATE INDEX "refresh_token_session" ON "refresh_token" USING btree ("session_id");