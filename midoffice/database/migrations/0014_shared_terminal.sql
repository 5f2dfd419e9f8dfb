CREATE TABLE "terminal_hold" (
	"building" text NOT NULL,
	"terminal" text NOT NULL,
	"device_id" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "terminal_hold_building_terminal_pk" PRIMARY KEY("building","terminal")
);
--> statement-breakpoint
ALTER TABLE "desk_share" ADD COLUMN "terminal" jsonb;