using System.Collections.Immutable;

namespace OrleansNews.Media;

/// <summary>Why a file is not taken as a picture.</summary>
public enum PictureProblem : byte
{
    /// <summary>There is nothing in it, or it did not arrive as a whole.</summary>
    Empty = 1,

    /// <summary>It is none of the types that are taken.</summary>
    UnknownType = 2,

    /// <summary>It is SVG.</summary>
    Svg = 3,

    /// <summary>It is HEIC.</summary>
    Heic = 4,

    /// <summary>It has too many bytes.</summary>
    TooManyBytes = 5,

    /// <summary>It has too many pixels.</summary>
    TooManyPixels = 6,

    /// <summary>It begins like a picture and cannot be decoded.</summary>
    Damaged = 7,

    /// <summary>Too many pictures wait to be decoded. Trying again in a moment helps.</summary>
    Busy = 8,

    /// <summary>The library that decodes pictures is missing on the server.</summary>
    NoDecoder = 9,
}

/// <summary>The outcome of a command to the library. Faults (the store does not answer) are exceptions, never results.</summary>
[GenerateSerializer, Immutable, Alias("news.MediaResult")]
public abstract record MediaResult;

/// <summary>Done and durable.</summary>
/// <param name="Media">The picture after the command.</param>
[GenerateSerializer, Immutable, Alias("news.MediaSaved")]
public sealed record MediaSaved([property: Id(0)] MediaView Media) : MediaResult;

/// <summary>The file is not taken, and nothing was kept.</summary>
/// <param name="Problem">Why.</param>
/// <param name="Limit">The most bytes or pixels, where there are too many; else 0.</param>
[GenerateSerializer, Immutable, Alias("news.MediaRefused")]
public sealed record MediaRefused([property: Id(0)] PictureProblem Problem, [property: Id(1)] long Limit = 0) : MediaResult;

/// <summary>Fields are too long or impossible: nothing was saved.</summary>
/// <param name="Errors">One or more, in the order of the form.</param>
[GenerateSerializer, Immutable, Alias("news.MediaInvalid")]
public sealed record MediaInvalid([property: Id(0)] ImmutableArray<FieldError> Errors) : MediaResult;

/// <summary>Somebody else changed it since: nothing was saved.</summary>
/// <param name="Current">The picture now.</param>
[GenerateSerializer, Immutable, Alias("news.MediaConflict")]
public sealed record MediaConflict([property: Id(0)] MediaView Current) : MediaResult;

/// <summary>Deleted, and its files with it.</summary>
[GenerateSerializer, Immutable, Alias("news.MediaDeleted")]
public sealed record MediaDeleted : MediaResult;

/// <summary>Texts need it: nothing was deleted.</summary>
/// <param name="Uses">Which.</param>
[GenerateSerializer, Immutable, Alias("news.MediaInUse")]
public sealed record MediaInUse([property: Id(0)] PictureUses Uses) : MediaResult;

/// <summary>The actor may not do this.</summary>
[GenerateSerializer, Immutable, Alias("news.MediaForbidden")]
public sealed record MediaForbidden : MediaResult;

/// <summary>There is no such picture.</summary>
[GenerateSerializer, Immutable, Alias("news.MediaNotFound")]
public sealed record MediaNotFound : MediaResult;
