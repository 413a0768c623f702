namespace OrleansNews.Live;

/// <summary>
/// Encoded bytes of one event, shared by every connection that gets it. The bytes can be exchanged: when a comment is hidden, what still waits
/// somewhere to be written is no longer the text.
/// </summary>
internal sealed class LiveFrame(byte[] bytes)
{
    private volatile byte[] _bytes = bytes;

    public byte[] Bytes => _bytes;

    /// <summary>Whether the bytes are no longer kept. Whoever still waits for them has to come back for them.</summary>
    public bool IsForgotten => _bytes.Length == 0;

    public void Exchange(LiveFrame other) => _bytes = other._bytes;

    public void Forget() => _bytes = [];
}
