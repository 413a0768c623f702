using System.Collections.Immutable;

namespace OrleansNews.LiveStories;

/// <summary>The outcome of a command to a live story. Faults (the store does not answer) are exceptions, never results.</summary>
[GenerateSerializer, Immutable, Alias("news.LiveEntryResult")]
public abstract record LiveEntryResult;

/// <summary>Done and durable.</summary>
/// <param name="Number">The entry; 0 for a command about the whole story.</param>
/// <param name="Revision">The entry's revision after the command.</param>
/// <param name="Version">The version of the live story after the command.</param>
[GenerateSerializer, Immutable, Alias("news.LiveEntrySaved")]
public sealed record LiveEntrySaved([property: Id(0)] long Number, [property: Id(1)] long Revision, [property: Id(2)] long Version) : LiveEntryResult;

/// <summary>Somebody else corrected the entry meanwhile: nothing was saved.</summary>
/// <param name="CurrentRevision">The revision now.</param>
[GenerateSerializer, Immutable, Alias("news.LiveEntryConflict")]
public sealed record LiveEntryConflict([property: Id(0)] long CurrentRevision) : LiveEntryResult;

/// <summary>Fields are missing or too long: nothing was saved.</summary>
/// <param name="Errors">One or more errors, in the order of the form.</param>
[GenerateSerializer, Immutable, Alias("news.LiveEntryInvalid")]
public sealed record LiveEntryInvalid([property: Id(0)] ImmutableArray<FieldError> Errors) : LiveEntryResult;

/// <summary>The actor may not do this to this story.</summary>
[GenerateSerializer, Immutable, Alias("news.LiveEntryForbidden")]
public sealed record LiveEntryForbidden : LiveEntryResult;

/// <summary>There is no such entry, it was withdrawn, or the story is not a published live story.</summary>
[GenerateSerializer, Immutable, Alias("news.LiveEntryNotFound")]
public sealed record LiveEntryNotFound : LiveEntryResult;
