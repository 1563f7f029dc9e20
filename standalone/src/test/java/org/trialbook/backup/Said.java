package org.trialbook.backup;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.trialbook.standalone.TrialbookMain;
import picocli.CommandLine;

/// What a command answered.
record Said(int exit, String out, String err) {

    static Said by(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = new CommandLine(new TrialbookMain());
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = commands.execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }
}
