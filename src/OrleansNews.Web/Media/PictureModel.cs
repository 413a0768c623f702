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

    /// <summary>Whether this person may write about it.</summary>
    public bool MayWrite => Actor.May(Deed.Write, Actor.Login == Media.Owner ? Matter.OwnMedia : Matter.OthersMedia);
}
