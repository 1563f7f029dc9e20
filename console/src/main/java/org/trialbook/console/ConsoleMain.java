package org.trialbook.console;

import java.util.Arrays;

/// Starts the console from a command line, in a process of its own.
public final class ConsoleMain {

    private static final String HELP = """
            Starts the console: the pages, for people at a browser.
            Settings read --name=value, or stand in the environment (TRIALBOOK_CONSOLE_ISSUER):
              --trialbook.console.study          whose pages these are
              --trialbook.console.commands       where acts are taken, such as http://command-side:8080
              --trialbook.console.queries        where questions are answered
              --trialbook.console.unblinded-queries  where those about what is sealed are, if elsewhere
              --trialbook.console.issuer         the identity provider
              --trialbook.console.client-id      as which the console is known there
              --trialbook.console.client-secret  and its secret
              --trialbook.console.hosts          the public names, with commas between them
              --trialbook.console.idle           such as 30m
            """;

    private ConsoleMain() {}

    @SuppressWarnings("SystemOut") // It speaks to a person at a command line.
    public static void main(String[] args) {
        if (Arrays.asList(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        ConsoleApplication.application().run(args);
    }
}
