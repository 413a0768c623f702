using OrleansNews.Accounts;
using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>Which sections there are for those who may make none: what they type wrongly would be one.</summary>
internal sealed class StorySections(IGrainFactory grains)
{
    /// <summary>Whether <paramref name="actor"/> may put a story there: there is such a section, by a story that is or was in it or by the settings, or they may make it.</summary>
    /// <param name="section">The section; null for the one that the settings name.</param>
    /// <param name="actor">Whose command it is.</param>
    public async Task<bool> MayUseAsync(Term? section, Actor actor)
    {
        if (section is null || actor.May(Permission.ManageSections)) return true;
        var key = ListingKeys.Category(section.Path);
        var names = await grains.GetGrain<IListingNamesGrain>(IListingNamesGrain.ShardOf(key)).GetAsync(0);
        if (names is not null && names.Keys.Contains(key)) return true;
        var settings = (await grains.GetGrain<ISiteGrain>(0).GetAsync(0))!;
        // Until the site has named the listings of before, nobody can say what there is not.
        return !settings.NamesListings || settings.Sections.OrEmpty().Append(settings.DefaultSection).SelectMany(known => known.Line).Any(known => known.Path == section.Path);
    }
}
