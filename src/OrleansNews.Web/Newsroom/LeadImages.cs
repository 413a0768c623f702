using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Media;

namespace OrleansNews.Newsroom;

/// <summary>What the editor knows of the library of pictures.</summary>
internal sealed class LeadImages(IClusterClient cluster, PictureReader pictures)
{
    private const int Newest = 24;

    /// <summary>What can be chosen from: the newest pictures, and before them the one that is chosen. Empty for those who may not see the library.</summary>
    public async Task<ImmutableArray<MediaView>> ChoicesAsync(string number, Actor actor)
    {
        if (!actor.May(Deed.See, Matter.Media)) return [];
        var newest = (await cluster.GetGrain<IMediaLibraryGrain>(0).FindAsync(new("", "", 1, Newest), actor))?.Items ?? [];
        if (!MediaId.TryParse(number, out var id) || newest.Any(media => media.Source.Id == id)) return newest;
        return await FindAsync(id, actor) is { } chosen ? newest.Insert(0, chosen) : newest;
    }

    /// <summary>The content with the words of the library where a writer chose a picture and says nothing of it.</summary>
    public async Task<ArticleContent> CompleteAsync(ArticleContent content, Actor actor)
    {
        if (content.LeadImage is not { AlternativeText: "", Caption: "", Credit: "" } lead || await FindAsync(lead.Media, actor) is not { Details: var details }) return content;
        return content with { LeadImage = lead with { AlternativeText = details.AlternativeText, Caption = details.Caption, Credit = details.Credit } };
    }

    /// <summary>The picture as readers would see it; null without one.</summary>
    public async Task<PublishedImage?> ShowAsync(LeadImage? lead, Actor actor) => lead is not null && await FindAsync(lead.Media, actor) is { } media ? new(media.Source, lead) : null;

    private async Task<MediaView?> FindAsync(MediaId id, Actor actor) =>
        id.IsValid && await pictures.MayExistAsync(id) ? await cluster.GetGrain<IMediaGrain>(id.Value).GetAsync(actor) : null;
}
