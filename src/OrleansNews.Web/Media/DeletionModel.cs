using OrleansNews.Accounts;
using OrleansNews.Layout;

namespace OrleansNews.Media;

/// <summary>What the deletion of a picture means.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Media">The picture.</param>
/// <param name="Uses">The texts that use it.</param>
public sealed record DeletionModel(SiteFrame Frame, Actor Actor, MediaView Media, PictureUses Uses);
