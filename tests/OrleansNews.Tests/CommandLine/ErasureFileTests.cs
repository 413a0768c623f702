using System.Runtime.Versioning;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.CommandLine;

[UnsupportedOSPlatform("windows")]
public sealed class ErasureFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly Erasure Ada = new(new('a', 64), Noon);
    private static readonly Erasure Bert = new(new('b', 64), Noon.AddTicks(7));

    private readonly TemporaryFolder _folder = new();

    private string Kept => _folder["erasures.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_IsReadAsItWasWritten_AndByItsOwnerAlone()
    {
        await WriteAsync(Ada, Bert);

        Assert.Equal([Ada, Bert], await ReadAsync());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept));
        Assert.Equal([Kept], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task List_ThatKnowsAsMuch_ReplacesTheOlderOne()
    {
        await WriteAsync();
        Assert.Empty(await ReadAsync());
        await WriteAsync(Ada);
        await WriteAsync(Bert, Ada with { At = Noon.AddDays(1) });

        Assert.Equal([Bert, Ada with { At = Noon.AddDays(1) }], await ReadAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task List_ThatLacksAnErasure_ReplacesNothing(bool knowsAnOlderOne)
    {
        await WriteAsync(Ada, Bert);
        var before = await File.ReadAllTextAsync(Kept, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<CommandFailedException>(() => knowsAnOlderOne ? WriteAsync(Ada, Bert with { At = Noon.AddDays(-1) }) : WriteAsync(Ada));

        Assert.Equal(ExitCodes.Failed, refused.ExitCode);
        Assert.Contains($"{Kept} knows erasures that this newspaper does not: 1. It was left as it is.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Kept, TestContext.Current.CancellationToken));
        Assert.Equal([Kept], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task List_ThatCannotBeWritten_SaysSo()
    {
        var refused = await Assert.ThrowsAsync<CommandFailedException>(() => ErasureFile.ReplaceAsync(_folder["missing", "erasures.jsonl"], [Ada], TestContext.Current.CancellationToken));

        Assert.Contains("cannot be written", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("nonsense")]
    [InlineData("""{"commenter":"aaaa","at":"2026-11-29T12:00:00+00:00"}""")]
    [InlineData("""{"commenter":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","at":"2026-11-29T12:00:00+00:00"}""")]
    [InlineData("""{"commenter":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    [InlineData("""{"commenter":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","at":"yesterday"}""")]
    [InlineData("""{"commenter":null,"at":"2026-11-29T12:00:00+00:00"}""")]
    [InlineData("""{"commenter":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","at":"2026-11""")]
    public async Task Line_ThatIsNoErasure_IsNamed_AndKeepsTheFileFromBeingReplaced(string line)
    {
        await WriteAsync(Bert);
        await File.AppendAllTextAsync(Kept, $"{line}\n", TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<CommandFailedException>(ReadAsync);

        Assert.StartsWith($"{Kept}:2: This is no erasure.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(":1:", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CommandFailedException>(() => WriteAsync(Ada, Bert));
    }

    [Fact]
    public async Task Line_OfANewerBuild_IsRead()
    {
        _folder.Write("erasures.jsonl", $"{{\"commenter\":\"{Ada.Commenter}\",\"at\":\"2026-11-29T13:00:00+01:00\",\"by\":\"somebody\"}}");

        Assert.Equal([Ada], await ReadAsync());
    }

    private Task<IReadOnlyList<Erasure>> ReadAsync() => ErasureFile.ReadAsync(Kept, TestContext.Current.CancellationToken);

    private Task WriteAsync(params IReadOnlyList<Erasure> erasures) => ErasureFile.ReplaceAsync(Kept, erasures, TestContext.Current.CancellationToken);
}
