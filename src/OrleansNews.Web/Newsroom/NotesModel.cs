using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;

namespace OrleansNews.Newsroom;

/// <summary>Notes on a story that its editor has no room for.</summary>
/// <param name="Frame">What surrounds them.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Story">The story.</param>
/// <param name="Notes">The notes, oldest first.</param>
public sealed record NotesModel(SiteFrame Frame, Actor Actor, EditableArticle Story, ImmutableArray<EditorialNote> Notes);
