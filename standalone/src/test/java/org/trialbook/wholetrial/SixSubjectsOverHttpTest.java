package org.trialbook.wholetrial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.StudyEvent.KeysPinned;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.ScreenFailed;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationNotPossibleException;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;
import org.trialbook.standalone.SimulateCommand;
import picocli.CommandLine;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SixSubjectsOverHttpTest {

    private static final long SEED = 42;

    private static CommandSideInProcess server;
    private static SimulationPlan plan;

    @BeforeAll
    static void start() throws IOException {
        server = new CommandSideInProcess();
        plan = plan(SEED);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SimulationPlan plan(long seed) throws IOException {
        return SimulationPlan.of(server.root(), Files.readString(Path.of("../protocols/hot-crt.yaml")), 6, seed);
    }

    @Test
    @Order(1)
    void everyAnswerIsAsItShouldBeAndTheRecordHoldsTheTrial() {
        SimulationReport report = Simulation.run(plan, server.demo(), server, server, line -> {});

        assertThat(report.unexpected()).as("seed %d", SEED).isEmpty();
        assertThat(report.asExpected()).isTrue();
        assertThat(report.randomized()).isEqualTo(6);
        assertThat(report.found()).isZero();
        assertThat(report.repeats()).isPositive();
        assertThat(report.refused()).isGreaterThan(20);
        List<TrialEvent> record = server.record();
        assertThat(record).filteredOn(SubjectRandomized.class::isInstance).hasSize(6);
        assertThat(record).filteredOn(ScreenFailed.class::isInstance).hasSize(1);
        assertThat(record).filteredOn(SubjectDiscontinued.class::isInstance).hasSize(1);
        assertThat(record).filteredOn(ImplantAttempted.class::isInstance).hasSizeGreaterThanOrEqualTo(6);
        assertThat(record).filteredOn(ActRefused.class::isInstance).isNotEmpty();
        assertThat(record)
                .filteredOn(ReadSubmitted.class::isInstance)
                .hasSameSizeAs(record.stream()
                        .filter(event -> event instanceof ReadRegistered || event instanceof FurtherReadRegistered)
                        .toList());
        // Of an act, one event; a further read is registered in the act that makes it necessary, keys by the server.
        long acts = record.stream()
                .filter(event -> !(event instanceof ActRefused)
                        && !(event instanceof FurtherReadRegistered)
                        && !(event instanceof KeysPinned))
                .count();
        assertThat(acts).isEqualTo(report.recorded());
    }

    @Test
    @Order(2)
    void asSecondRunRecordsNothingNew() {
        int before = server.record().size();

        SimulationReport report = Simulation.run(plan, server.demo(), server, server, line -> {});

        assertThat(report.unexpected()).isEmpty();
        assertThat(report.recorded()).isZero();
        assertThat(report.found()).isPositive();
        assertThat(server.record()).hasSize(before);
    }

    @Test
    @Order(3)
    void anotherTrialIsNotPouredIntoTheSameRecord() throws IOException {
        int before = server.record().size();
        SimulationPlan other = plan(SEED + 1);

        assertThatThrownBy(() -> Simulation.run(other, server.demo(), server, server, line -> {}))
                .isInstanceOf(SimulationNotPossibleException.class)
                .hasMessageContaining("The record can't take this trial");
        assertThat(server.record()).hasSize(before);
    }

    @Test
    @Order(4)
    void withoutAnUnblindedQuerySideTheImplantersCannotGoOn() {
        assertThatThrownBy(() -> Simulation.run(plan, server.demo(), line -> {}))
                .isInstanceOf(SimulationNotPossibleException.class)
                .hasMessageContaining("is not told at");
    }

    @Test
    @Order(5)
    void aDirectoryWithoutTheDemosIdentityGetsNone() {
        Path elsewhere = server.demoDir().resolveSibling("elsewhere");
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new SimulateCommand()).setErr(new PrintWriter(said, true));

        int code = command.execute(
                "--url=" + server.root(), "--demo-dir=" + elsewhere, "--protocol=../protocols/hot-crt.yaml");

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains("holds no demo's identity");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    @Order(5)
    void anUnreachableServerIsExitCodeTwo() throws IOException {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new SimulateCommand()).setErr(new PrintWriter(said, true));

        int code = command.execute(
                "--url=" + URI.create("http://127.0.0.1:1"),
                "--demo-dir=" + server.demoDir(),
                "--protocol=../protocols/hot-crt.yaml");

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains("No server answers at http://127.0.0.1:1");
    }
}
