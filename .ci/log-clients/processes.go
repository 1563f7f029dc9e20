package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// Starts a program and waits until it has printed lines with these words, one after the other.
//
// Returns what stands behind each in its line. What is printed later is thrown away.
func (h *house) start(cmd *exec.Cmd, stream func() (io.ReadCloser, error), says ...string) ([]string, error) {
	if cmd.Path == h.trialbook {
		cmd.Stderr = os.Stderr
	}
	out, err := stream()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	h.running = append(h.running, cmd)
	var said, others []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		_, rest, found := strings.Cut(lines.Text(), says[len(said)])
		if !found {
			others = append(others, lines.Text())
			continue
		}
		said = append(said, strings.TrimSpace(rest))
		if len(said) == len(says) {
			go io.Copy(io.Discard, out)
			return said, nil
		}
	}
	return nil, fmt.Errorf("%s ended before it said '%s':\n%s", cmd.Path, says[len(said)], strings.Join(others, "\n"))
}

// Ends what was started, the last one first.
func (h *house) stop() {
	for i := len(h.running) - 1; i >= 0; i-- {
		cmd := h.running[i]
		cmd.Process.Signal(syscall.SIGTERM)
		late := time.AfterFunc(20*time.Second, func() { cmd.Process.Kill() })
		cmd.Wait()
		late.Stop()
	}
}

func freePort() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}
