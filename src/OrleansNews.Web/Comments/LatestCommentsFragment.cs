using System.Text;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>The Latest Comments box of all pages, made once a second for all of them.</summary>
internal sealed partial class LatestCommentsFragment : IPageFragment
{
    private readonly ComponentRenderer _components;
    private readonly ILogger _log;
    private readonly Polled<Box> _box;
    private volatile bool _isLeftOut;

    public LatestCommentsFragment(
        LatestCommentsReader comments, SiteFrames frames, ComponentRenderer components, IOptions<ReadOptions> options, TimeProvider machineTime, ILogger<LatestCommentsFragment> log)
    {
        _components = components;
        _log = log;
        _box = new(known => ReadAsync(comments, frames, known), options.Value, machineTime);
    }

    public string Name => FragmentMarkers.LatestComments;

    public async ValueTask<FragmentReading> ReadAsync()
    {
        try
        {
            var reading = await _box.ReadAsync();
            _isLeftOut = false;
            return new(reading.Value.Html, reading.CheckedAt, reading.Value.TrueUntil);
        }
        catch (Exception fault)
        {
            // Said once: an outage has many requests.
            if (!_isLeftOut) LeftOut(fault);
            _isLeftOut = true;
            return _box.LastKnown is { } last ? new(last.Html, 0, last.TrueUntil) : new([], 0);
        }
    }

    private async Task<Box> ReadAsync(LatestCommentsReader comments, SiteFrames frames, Box? known)
    {
        var settings = await frames.GetSettingsAsync();
        var latest = await comments.ReadAsync();
        // There are comments, but none that anybody stands by: no box says less than an empty one.
        var html = latest is { Items.IsEmpty: true, AreNone: false } ? [] : await RenderAsync(latest.Items, settings);
        return new(known is not null && known.Html.AsSpan().SequenceEqual(html) ? known.Html : html, latest.TrueUntil);
    }

    private async Task<byte[]> RenderAsync(ImmutableArray<LatestComment> latest, SiteSettings settings) =>
        Encoding.UTF8.GetBytes(await _components.RenderAsync<LatestCommentsBox, LatestCommentsModel>(new(latest, new(settings), settings.Discussion.ShowAvatars)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The latest comments could not be read; pages show the last known ones, or none")]
    private partial void LeftOut(Exception fault);

    private sealed record Box(byte[] Html, long TrueUntil);
}
