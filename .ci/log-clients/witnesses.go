package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"net"
	"os/exec"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/mod/sumdb/tlog"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

type witness struct {
	vkey, url string
}

func (h *house) startOurs(logs ...string) (witness, error) {
	args := []string{"witness", "serve", "--dir", h.file("witness"), "--name", "witness.example/ours", "--port", "0"}
	for _, log := range logs {
		args = append(args, "--log", log)
	}
	cmd := exec.CommandContext(h.ctx, h.trialbook, args...)
	said, err := h.start(cmd, cmd.StdoutPipe, "witness ", "serving at ")
	if err != nil {
		return witness{}, err
	}
	return witness{vkey: said[0], url: said[1]}, nil
}

// Litewitness keeps its key in an ssh-agent, and its logs in a database that its own tool fills.
func (h *house) startLitewitness(logs ...string) (witness, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return witness{}, err
	}
	public, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		return witness{}, err
	}
	if err := serveAgent(h.file("agent"), key); err != nil {
		return witness{}, err
	}
	address := fmt.Sprintf("127.0.0.1:%d", freePort())
	cmd := exec.CommandContext(h.ctx, h.litewitness, "-name", "witness.example/litewitness", "-db", h.file("litewitness.db"),
		"-ssh-agent", h.file("agent"), "-key", ssh.FingerprintSHA256(public), "-listen", address)
	said, err := h.start(cmd, cmd.StderrPipe, "vkey=", "msg=listening")
	if err != nil {
		return witness{}, err
	}
	if err := enter(h.file("litewitness.db"), logs); err != nil {
		return witness{}, fmt.Errorf("litewitness's database: %w", err)
	}
	return witness{vkey: said[0], url: "http://" + address}, nil
}

func serveAgent(socket string, key ed25519.PrivateKey) error {
	keys := agent.NewKeyring()
	if err := keys.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		return err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(keys, conn)
		}
	}()
	return nil
}

func enter(file string, logs []string) error {
	db, err := sqlite.OpenConn(file, sqlite.OpenReadWrite)
	if err != nil {
		return err
	}
	defer db.Close()
	empty, err := tlog.TreeHash(0, nil)
	if err != nil {
		return err
	}
	for _, vkey := range logs {
		origin, _, _ := strings.Cut(vkey, "+")
		if err := sqlitex.Execute(db, "INSERT INTO log(origin, tree_size, tree_hash) VALUES (?, 0, ?)",
			&sqlitex.ExecOptions{Args: []any{origin, empty.String()}}); err != nil {
			return err
		}
		if err := sqlitex.Execute(db, "INSERT INTO key(origin, key) VALUES (?, ?)",
			&sqlitex.ExecOptions{Args: []any{origin, vkey}}); err != nil {
			return err
		}
	}
	return nil
}
