using System.Text;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>The Latest Comments box of all pages: rendered once for each change, however many pages carry it.</summary>
internal sealed partial class LatestCommentsFragment : IPageFragment
{
    private const int Shown = 5;

    private readonly ComponentRenderer _components;
    private readonly ILogger _log;
    private readonly Polled<Box> _box;
    private volatile byte[]? _empty;
    private volatile bool _isLeftOut;

    public LatestCommentsFragment(
        LatestCommentsReader comments, SiteFrames frames, ComponentRenderer components, IOptions<ReadOptions> options, TimeProvider machineTime, ILogger<LatestCommentsFragment> log)
    {
        _components = components;
        _log = log;
        _box = new(known => ReadAsync(comments, frames, known), options.Value, machineTime);
    }

    public string Name => FragmentMarkers.LatestComments;

    public async ValueTask<Reading<byte[]>> ReadAsync()
    {
        try
        {
            var reading = await _box.ReadAsync();
            _isLeftOut = false;
            return new(reading.Value.Html, reading.CheckedAt, reading.IsCurrent);
        }
        catch (Exception fault)
        {
            // Said once: an outage has many requests.
            if (!_isLeftOut) LeftOut(fault);
            _isLeftOut = true;
            return new(_box.LastKnown?.Html ?? (_empty ??= await RenderAsync([], new())), 0, false);
        }
    }

    private async Task<Box> ReadAsync(LatestCommentsReader comments, SiteFrames frames, Box? known)
    {
        var settings = await frames.GetSettingsAsync();
        var latest = await comments.ReadAsync(Shown, known?.Comments);
        // There are comments, but none that anybody stands by: no box says less than an empty one.
        var html = latest is { Items.IsEmpty: true, Listed.Items.IsEmpty: false } ? [] : await RenderAsync([.. latest.Items.Select(item => item.Comment)], settings);
        // Pages with the same boxes are the same bytes.
        return new(latest, known is not null && known.Html.AsSpan().SequenceEqual(html) ? known.Html : html);
    }

    private async Task<byte[]> RenderAsync(ImmutableArray<LatestComment> latest, SiteSettings settings) =>
        Encoding.UTF8.GetBytes(await _components.RenderAsync<LatestCommentsBox, LatestCommentsModel>(new(latest, new(settings), settings.Discussion.ShowAvatars)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The latest comments could not be read; pages show the last known ones, or none")]
    private partial void LeftOut(Exception fault);

    private sealed record Box(ConfirmedComments Comments, byte[] Html);
}
