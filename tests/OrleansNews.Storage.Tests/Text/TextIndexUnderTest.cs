using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansNews.Storage.Text;

/// <summary>An index in a folder of its own, and words for it.</summary>
internal sealed class TextIndexUnderTest : IAsyncDisposable
{
    public const long Day = 86_400;
    public const long Now = 1_000 * Day;

    public static readonly ImmutableArray<TextField> Fields = [new("head", 10), new("body", 1)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("text-index-");

    public TextIndexUnderTest() => Index = Open();

    public string File => Path.Combine(_folder.FullName, "index.db");

    public SqliteTextIndex Index { get; private set; }

    public static TextDocument Document(long id, string head, string body = "", string label = "", long moment = Now) => new(id, [head, body], label, moment);

    public static TextPhrase Phrase(string words, bool isPrefix = false, int? field = null) => new([.. words.Split(' ')], isPrefix, field);

    public static TextQuery All(params string[] phrases) => new() { AllOf = [.. phrases.Select(words => ImmutableArray.Create(Phrase(words)))], Now = Now, Take = 100 };

    /// <summary>Takes documents in, behind whatever is there.</summary>
    public async Task AddAsync(params TextDocument[] documents)
    {
        var position = await Index.GetPositionAsync();
        Assert.True(await Index.ApplyAsync(documents, [], position, position + documents.Length));
    }

    public async Task<List<long>> IdsAsync(TextQuery query) => [.. (await Index.FindAsync(query)).Ids];

    /// <summary>Closes the file, lets the test do something to it, and opens it again.</summary>
    public async Task ReopenAsync(Action<string>? meanwhile = null, int termsVersion = 1, string source = "news")
    {
        await Index.DisposeAsync();
        meanwhile?.Invoke(File);
        Index = Open(termsVersion, source);
    }

    public async ValueTask DisposeAsync()
    {
        await Index.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private SqliteTextIndex Open(int termsVersion = 1, string source = "news") => new(File, source, Fields, termsVersion, 2, 8, NullLogger.Instance);
}
