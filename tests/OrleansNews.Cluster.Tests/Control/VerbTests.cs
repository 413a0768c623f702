using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OrleansNews.Processes;

namespace OrleansNews.Control;

[UnsupportedOSPlatform("windows")]
public sealed class VerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_ByDotnetRunWithRelativeNames_FindsFileAndDataWhereItIsCalled()
    {
        _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry"));

        var (code, output, errors) = await HostProcess.RunByDotnetAsync(_folder["."], "import", "ferry.md");

        Assert.True(code == 0, output + errors);
        Assert.Contains("1 created", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["data/grains.db"]));
    }

    [Fact]
    public async Task Import_OnAFreeFolder_IsThereAfterTheStart()
    {
        var file = _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry"));

        var first = await HostProcess.RunAsync("import", file, "--data", _folder["data"]);
        var again = await HostProcess.RunAsync("import", file, "--data", _folder["data"]);
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        using var client = host.CreateClient();

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("created", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("0 created, 0 updated, 1 unchanged, 0 failed", again.Output, StringComparison.Ordinal);
        Assert.Contains("The ferry runs again", await client.GetStringAsync("/2026/11/20/ferry/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WhileAHostRuns_IsReadableAtOnce()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);

        var (path, _) = await Stories.PublishAsync(host, _folder["data"], _folder, "The ferry runs again", "ferry");

        Assert.Equal("/2026/11/20/ferry/", path);
    }

    [Fact]
    public async Task Import_OfAFileThatCannotBe_FailsAndSaysWhy()
    {
        var good = _folder.Write("good.md", Stories.Markdown("Good", "good"));
        var bad = _folder.Write("bad.md", "No front matter at all.");

        var (code, output, errors) = await HostProcess.RunAsync("import", good, bad, "--data", _folder["data"]);

        Assert.Equal(1, code);
        Assert.Contains("good.md", output, StringComparison.Ordinal);
        Assert.Contains("bad.md", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfFilesThatCannotBeRead_ReportsEachAndPublishesTheOthers()
    {
        var good = _folder.Write("good.md", "\uFEFF" + Stories.Markdown("Good", "good"));
        var latin = _folder["latin.md"];
        await File.WriteAllBytesAsync(latin, System.Text.Encoding.Latin1.GetBytes(Stories.Markdown("Latin", "latin", "The café is open.")));

        var (code, output, errors) = await HostProcess.RunAsync("import", _folder["missing.md"], latin, good, "--data", _folder["data"]);

        Assert.Equal(1, code);
        Assert.Contains($"{_folder["missing.md"]} cannot be read", errors, StringComparison.Ordinal);
        Assert.Contains($"{latin}:9: This is not UTF-8 (the byte 0xE9)", errors, StringComparison.Ordinal);
        Assert.Contains($"created    /2026/11/20/good/  {good}", output, StringComparison.Ordinal);
        Assert.Contains("1 created, 0 updated, 0 unchanged, 2 failed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("latin", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfNothingThatCanBeRead_MakesNoFolder()
    {
        var (code, output, errors) = await HostProcess.RunAsync("import", _folder["missing.md"], "--data", _folder["data"]);

        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.Contains("missing.md", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["data"]));
    }

    [Fact]
    public async Task Verb_ThatMakesADataFolder_SaysSoOnce()
    {
        var line = $"New data folder {_folder["data"]}";
        var password = _folder.Write("password.txt", Accounts.StaffAccounts.Password);
        string[] create = ["admin", "create", "--email", "a@example.org", "--password-file", password, "--role", "editor", "--data", _folder["data"], "--login"];

        var first = await HostProcess.RunAsync([.. create, "edith"]);
        var second = await HostProcess.RunAsync([.. create, "emil"]);
        var import = await HostProcess.RunAsync("import", _folder.Write("good.md", Stories.Markdown("Good", "good")), "--data", _folder["other"]);

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, import.ExitCode));
        Assert.Contains(line, first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("New data folder", second.Output, StringComparison.Ordinal);
        Assert.Contains($"New data folder {_folder["other"]}", import.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdminToken_OnAFolderWithoutANewspaper_IsRefusedAndMakesNone()
    {
        var (code, output, errors) = await HostProcess.RunAsync("admin", "token", "--login", "edith", "--data", _folder["data"]);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"There is no newspaper in {_folder["data"]}.", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["data"]));
    }

    [Fact]
    public async Task AdminToken_WhileAHostRuns_OpensTheApi()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        await Accounts.StaffAccounts.CreateAsync(_folder["data"], "edith", Accounts.Role.Editor);

        var (code, output, _) = await HostProcess.RunAsync("admin", "token", "--login", "edith", "--data", _folder["data"]);
        var unknown = await HostProcess.RunAsync("admin", "token", "--login", "nobody", "--data", _folder["data"]);

        Assert.Equal(0, code);
        Assert.Matches("^(\\w{4} ){5}\\w{4}$", output.Trim());
        Assert.Equal(1, unknown.ExitCode);
        Assert.Equal("", unknown.Output);
        Assert.Contains("There is no account 'nobody'.", unknown.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("application passwords", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasures_OfANewspaper_AreExportedAndAppliedWhetherItRunsOrNot()
    {
        var one = $"{{\"commenter\":\"{new string('a', 64)}\",\"at\":\"2026-11-29T12:00:00+00:00\"}}\n";
        var kept = _folder.Write("kept.jsonl", "");
        var list = _folder.Write("list.jsonl", one);
        var spoiled = _folder.Write("spoiled.jsonl", one + "nonsense\n");
        await using (var host = await HostProcess.StartAsync(_folder["data"]))
        {
            var refused = await HostProcess.RunAsync("erasures", "apply", spoiled, "--data", _folder["data"]);
            var applied = await HostProcess.RunAsync("erasures", "apply", list, "--data", _folder["data"]);
            var exported = await HostProcess.RunAsync("erasures", "export", kept, "--data", _folder["data"]);

            Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
            Assert.Contains($"{spoiled}:2: This is no erasure.", refused.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
            Assert.Contains("Persons erased again: 1; comments of theirs: 0; erasures in the list: 1", applied.Output, StringComparison.Ordinal);
            Assert.Equal(0, exported.ExitCode);
        }

        var again = await HostProcess.RunAsync("erasures", "apply", kept, "--data", _folder["data"]);
        var other = await HostProcess.RunAsync("import", _folder.Write("good.md", Stories.Markdown("Good", "good")), "--data", _folder["other"]);
        var lacking = await HostProcess.RunAsync("erasures", "export", kept, "--data", _folder["other"]);

        Assert.Equal(one, await File.ReadAllTextAsync(kept));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
        Assert.Contains("Persons erased again: 0", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, other.ExitCode);
        Assert.Equal((1, ""), (lacking.ExitCode, lacking.Output));
        Assert.Contains($"{kept} knows erasures that this newspaper does not: 1.", lacking.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_WithALongPath_IsReachedAllTheSame()
    {
        var data = _folder[[.. Enumerable.Repeat("a-folder-with-a-long-name", 6)]];
        await using var host = await HostProcess.StartAsync(data);

        var (code, _, errors) = await HostProcess.RunAsync("import", _folder.Write("ferry.md", Stories.Markdown("Ferry", "ferry")), "--data", data);

        Assert.Equal("", errors);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Socket_IsOpenToItsOwnerAlone()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["data", "run", "control.sock"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["data", "run"]));
        Assert.Equal(0, await host.StopAsync(PosixSignal.SIGINT));
        Assert.False(File.Exists(_folder["data", "run", "control.sock"]));
    }
}
