using OrleansNews.Operations;

namespace OrleansNews.Media;

/// <summary>Tells pictures, before a text is committed, that it is going to show them. For one grain, whose texts these are.</summary>
internal sealed class PictureNotes(GrainId user, IGrainFactory grains)
{
    private readonly Dictionary<long, HashSet<MediaId>> _told = [];

    /// <summary>Durable on return. Pictures that the last text at this place had are not told again.</summary>
    public async Task TellAsync(long place, IEnumerable<MediaId> pictures)
    {
        var all = pictures.ToHashSet();
        var told = _told.GetValueOrDefault(place);
        var news = told is null ? all : [.. all.Except(told)];
        if (news.Count > 0)
        {
            // Numbers that were never given out would each be an activation for having been typed.
            var bound = await grains.GetGrain<IAllocatorGrain>("media").GetBoundAsync(0);
            await Task.WhenAll(news.Where(picture => picture.Value <= bound).Select(picture => grains.GetGrain<IMediaGrain>(picture.Value).NoteUseAsync(user, place)));
        }

        if (all.Count > 0) _told[place] = all;
        else _told.Remove(place);
    }
}
