using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>Adds a note for colleagues to a story. It changes no text, so that whoever writes meets no conflict.</summary>
/// <param name="Text">Plain text, 1 to 2,000 characters; <c>@login</c> calls a colleague, who must be able to open the story.</param>
/// <param name="Actor">Who writes it.</param>
[GenerateSerializer, Immutable, Alias("news.AddNote")]
public sealed record AddNote([property: Id(0)] string Text, [property: Id(1)] Actor Actor)
{
    /// <summary>Names the form: the same text of it, sent twice because the answer was lost, is one note. Empty: it is sent once.</summary>
    [Id(2)] public Guid Submission { get; init; }

    /// <summary>Nothing of the text: Orleans logs the arguments of a call that fails.</summary>
    public override string ToString() => $"a note of {Text.Length} characters";
}

/// <summary>A note for colleagues.</summary>
/// <param name="At">When it was written.</param>
/// <param name="By">The name of who wrote it.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Mentions">Logins of the colleagues whom it calls.</param>
[GenerateSerializer, Immutable, Alias("news.EditorialNote")]
public sealed record EditorialNote(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string By,
    [property: Id(2)] string Text,
    [property: Id(3)] ImmutableArray<string> Mentions)
{
    /// <summary>The name of the note before it, for <see cref="IArticleGrain.GetOlderNotesAsync"/>; null for the first one.</summary>
    [Id(4)] public string? Before { get; init; }

    /// <summary>When it was written, and nothing of its text.</summary>
    public override string ToString() => $"a note of {At:O}";
}
