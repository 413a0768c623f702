using System.Text;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>A box of stories that stand in some order. Who orders them may not know yet that one was withdrawn, so each is asked, once a second for all pages; with none there is no box.</summary>
/// <param name="name">What pages call it.</param>
/// <param name="title">Its heading.</param>
/// <param name="readAsync">Reads more stories than the box shows, the first first.</param>
internal sealed partial class StoryBoxFragment(
    string name,
    Func<SiteTexts, string> title,
    Func<IClusterClient, int, Task<ImmutableArray<ArticleId>>> readAsync,
    IClusterClient cluster,
    StoryReader stories,
    SiteFrames frames,
    ComponentRenderer components,
    IOptions<ReadOptions> options,
    TimeProvider machineTime,
    ILogger<StoryBoxFragment> log) : IPageFragment
{
    private const int Shown = 5;
    private const int Asked = 15;

    private readonly Polled<Box> _box = new(known => ReadBoxAsync(name, title, readAsync, cluster, stories, frames, components, known), options.Value, machineTime);
    private volatile bool _isLeftOut;

    public string Name => name;

    public async ValueTask<FragmentReading> ReadAsync()
    {
        try
        {
            var reading = await _box.ReadAsync();
            _isLeftOut = false;
            return new(reading.Value.Html, reading.CheckedAt);
        }
        catch (Exception fault)
        {
            // Said once: an outage has many requests.
            if (!_isLeftOut) LeftOut(fault, name);
            _isLeftOut = true;
            return new(_box.LastKnown?.Html ?? [], 0);
        }
    }

    private static async Task<Box> ReadBoxAsync(
        string name,
        Func<SiteTexts, string> title,
        Func<IClusterClient, int, Task<ImmutableArray<ArticleId>>> readAsync,
        IClusterClient cluster,
        StoryReader stories,
        SiteFrames frames,
        ComponentRenderer components,
        Box? known)
    {
        var texts = await frames.GetTextsAsync();
        var found = await Task.WhenAll((await readAsync(cluster, Asked)).Select(stories.ReadAsync));
        var lines = found.OfType<PublishedArticle>().Where(story => story.Status == ArticleStatus.Published).Take(Shown)
            .Select(story => new StoryLine(story.Path, story.Title, story.Section)).ToImmutableArray();
        if (known is not null && ReferenceEquals(known.Texts, texts) && known.Lines.SequenceEqual(lines)) return known;
        var html = lines.IsEmpty ? [] : Encoding.UTF8.GetBytes(await components.RenderAsync<StoryBox, StoryBoxModel>(new(name, title(texts), lines)));
        return new(texts, lines, html);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The box {Name} could not be read; pages show the last known one, or none")]
    private partial void LeftOut(Exception fault, string name);

    private sealed record Box(SiteTexts Texts, ImmutableArray<StoryLine> Lines, byte[] Html);
}
