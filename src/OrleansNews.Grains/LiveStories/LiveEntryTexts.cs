using Orleans.Storage;
using OrleansNews.Logs;

namespace OrleansNews.LiveStories;

/// <summary>The texts of a live story's entries: stored objects that its tree names, with those that were read last in memory.</summary>
internal sealed class LiveEntryTexts(IGrainContext grain, IGrainStorage storage)
{
    private const long CharactersInMemory = 2_000_000;
    private const int AtOnce = 16;

    private readonly StoredObjects<LiveEntryTextState> _objects = new(storage, "live-entry-text");
    private readonly BoundedCache<string, LiveEntryTextState> _known = new(CharactersInMemory);

    public async Task<string> AddAsync(LiveEntryTextState text)
    {
        var name = await _objects.AddAsync(text);
        Keep(name, text);
        return name;
    }

    public async Task<LiveEntryTextState> GetAsync(string name)
    {
        if (_known.TryGet(name, out var known)) return known;
        var text = await _objects.FindAsync(name) ?? throw Missing(name);
        Keep(name, text);
        return text;
    }

    /// <summary>Texts in the order of their names.</summary>
    public async Task<IReadOnlyList<LiveEntryTextState>> GetAsync(IEnumerable<string> names)
    {
        var texts = new List<LiveEntryTextState>();
        foreach (var some in names.Chunk(AtOnce)) texts.AddRange(await Task.WhenAll(some.Select(GetAsync)));
        return texts;
    }

    /// <summary>A text and those before it, the newest first.</summary>
    public async Task<IReadOnlyList<LiveEntryTextState>> GetLineAsync(string newest, int most)
    {
        var line = new List<LiveEntryTextState>();
        for (string? name = newest; name is not null && line.Count < most; name = line[^1].Before) line.Add(await GetAsync(name));
        return line;
    }

    private void Keep(string name, LiveEntryTextState text) => _known.Set(name, text, 100 + text.Headline.Length + text.Body.Length + text.Html.Length + text.Summary.Length);

    private InvalidOperationException Missing(string name)
    {
        grain.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"The text '{name}' of {grain.GrainId} is missing."));
        return new($"The text '{name}' of {grain.GrainId} is missing from the store.");
    }
}
