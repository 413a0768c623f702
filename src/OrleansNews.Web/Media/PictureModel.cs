using OrleansNews.Accounts;
using OrleansNews.Layout;

namespace OrleansNews.Media;

/// <summary>A picture of the library.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Media">The picture.</param>
/// <param name="Fields">What stands in the form.</param>
public sealed record PictureModel(SiteFrame Frame, Actor Actor, MediaView Media, MediaFields Fields)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    public bool Saved { get; init; }

    /// <summary>The texts that use it.</summary>
    public PictureUses Uses { get; init; } = new([], KeepPicture: false, HasMore: false);

    /// <summary>Whether this person may write about it.</summary>
    public bool MayWrite => May(Actor, Deed.Write, Media);

    /// <summary>What a picture is called.</summary>
    public static string NameOf(MediaView media, SiteTexts texts) => media.FileName.Length > 0 ? media.FileName : texts.MediaPicture(media.Source.Id.ToString());

    /// <summary>Whether somebody may delete a picture.</summary>
    public static bool MayDelete(Actor actor, MediaView media) => May(actor, Deed.Delete, media);

    private static bool May(Actor actor, Deed deed, MediaView media) => actor.May(deed, actor.Login == media.Owner ? Matter.OwnMedia : Matter.OthersMedia);
}
