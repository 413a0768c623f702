using System.Collections.Immutable;

namespace OrleansNews.Search;

/// <summary>A query as it was understood.</summary>
/// <param name="AllOf">Of each of these at least one phrase must be there; empty when nothing is looked for.</param>
/// <param name="NoneOf">None of these may be there.</param>
/// <param name="Count">How many words and phrases were typed.</param>
internal sealed record ReadQuery(ImmutableArray<ImmutableArray<WordPhrase>> AllOf, ImmutableArray<WordPhrase> NoneOf, int Count);
