using System.Collections.Immutable;

namespace OrleansNews.Storage.Text;

/// <summary>What a <see cref="SqliteTextIndex"/> keeps of a document: which terms it has where, and not its text.</summary>
/// <param name="Id">Its number, at least 1; a document with the same number is replaced.</param>
/// <param name="Fields">The terms of each field, separated by spaces. A term has letters, digits and marks, folded by the caller: the index compares bytes, ASCII letters without case.</param>
/// <param name="Label">What queries may ask for, with slashes between its levels; may be empty.</param>
/// <param name="Moment">When it is from, in seconds since 1970: queries may bound it, and newer documents rank a little higher.</param>
public sealed record TextDocument(long Id, ImmutableArray<string> Fields, string Label, long Moment);
