// Has programs of others read a log of ours and cosign it, and asks a witness of others and ours the same. Whatever is
// not as it must be ends it with 1.
//
//	log-clients LITEWITNESS FSCK TRIALBOOK
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const patience = 3 * time.Minute

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: log-clients LITEWITNESS FSCK TRIALBOOK")
		os.Exit(2)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	place, err := os.MkdirTemp("", "log-clients")
	if err == nil {
		house := &house{ctx: ctx, place: place, litewitness: os.Args[1], fsck: os.Args[2], trialbook: os.Args[3]}
		err = house.check()
		house.stop()
		os.RemoveAll(place)
	}
	cancel()
	if err != nil {
		fmt.Fprintln(os.Stderr, "FAILED:", err)
		os.Exit(1)
	}
}

// What runs, and where.
type house struct {
	ctx                          context.Context
	place                        string
	litewitness, fsck, trialbook string
	running                      []*exec.Cmd
}

func (h *house) file(name string) string { return filepath.Join(h.place, name) }

func (h *house) check() error {
	// A first start makes the keys, and records enough for more than one tile.
	demo := []string{"demo", "--data", h.file("demo"), "--subjects", "16"}
	if out, err := exec.CommandContext(h.ctx, h.trialbook, append(demo, "--exit")...).CombinedOutput(); err != nil {
		return fmt.Errorf("the demo: %w\n%s", err, out)
	}
	pub, err := os.ReadFile(h.file("demo/keys/log.pub"))
	if err != nil {
		return err
	}
	log := strings.TrimSpace(string(pub))
	foreign, err := newForeignLog()
	if err != nil {
		return err
	}

	ours, err := h.startOurs(log, foreign.vkey)
	if err != nil {
		return err
	}
	theirs, err := h.startLitewitness(log, foreign.vkey)
	if err != nil {
		return err
	}
	fmt.Println("our witness      ", ours.vkey)
	fmt.Println("litewitness      ", theirs.vkey)
	if err := foreign.ask(ours, theirs); err != nil {
		return fmt.Errorf("a foreign log: %w", err)
	}

	server := exec.CommandContext(h.ctx, h.trialbook, append(demo, "--port", fmt.Sprint(freePort()),
		"--trialbook.rate-limit.per-second=0", "--trialbook.sign-every=1s",
		"--trialbook.witnesses[0].key="+ours.vkey, "--trialbook.witnesses[0].url="+ours.url,
		"--trialbook.witnesses[1].key="+theirs.vkey, "--trialbook.witnesses[1].url="+theirs.url)...)
	said, err := h.start(server, server.StdoutPipe, "The record is served at ")
	if err != nil {
		return err
	}
	token, err := exec.CommandContext(h.ctx, h.trialbook, "token", "inspector", "--data", h.file("demo")).Output()
	if err != nil {
		return fmt.Errorf("a token: %w", err)
	}
	served := &servedLog{url: said[0], token: strings.TrimSpace(string(token))}
	reader, err := newReader(log, ours.vkey, theirs.vkey)
	if err != nil {
		return err
	}
	if err := reader.read(h.ctx, served); err != nil {
		return fmt.Errorf("torchwood: %w", err)
	}
	return h.runFsck(reader, served)
}
