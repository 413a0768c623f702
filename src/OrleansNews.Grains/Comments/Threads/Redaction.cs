namespace OrleansNews.Comments.Threads;

/// <summary>Takes a person out of stored events.</summary>
internal static class Redaction
{
    private static readonly byte[] Spoiled = EventCodec.Encode(new StoredEvent { Redacted = true });

    /// <summary>
    /// The event without name, text, seals, browser, hashes and what a moderator wrote about it; null when it holds none. Number, time, place in the conversation and submission stay: without them the
    /// conversation would fall apart, and a late repetition would post the comment again. So does the moderator who edited it, for the log.
    /// </summary>
    public static byte[]? Apply(ReadOnlyMemory<byte> json)
    {
        if (EventCodec.TryDecode(json.Span) is not { } stored) return json.Span.SequenceEqual(Spoiled) ? null : Spoiled; // Whose words are in it nobody can tell.
        if (stored.Redacted) return null;
        if (stored.Kind == EventKind.Decided) return stored.Reason is null ? null : EventCodec.Encode(stored with { Reason = null, Redacted = true });
        if (stored.Kind is not (EventKind.Posted or EventKind.Edited or EventKind.Flagged)) return null;
        return EventCodec.Encode(new StoredEvent
        {
            Kind = stored.Kind,
            Time = stored.Time,
            Number = stored.Number,
            Parent = stored.Parent,
            Status = stored.Status,
            Version = stored.Version,
            Decision = stored.Decision,
            Submission = stored.Submission,
            PayloadHash = stored.PayloadHash,
            Login = stored.Kind == EventKind.Edited ? stored.Login : null,
            Redacted = true,
            Unknown = stored.Unknown,
        });
    }
}
