namespace OrleansNews;

/// <summary>Calls to silos of the build before, while a cluster is upgraded.</summary>
public static class OlderSilo
{
    /// <summary>Whether a silo of the build before did not know the call. Where there is no older one, whoever asks again when the upgrade is done is answered.</summary>
    /// <remarks>It is the serializer that found no type for a name in the message. Where the runtime finds none, the program itself is not whole, and asking again never helps.</remarks>
    public static bool DoesNotKnow(Exception fault) =>
        fault is TypeLoadException { TypeName: "" } && fault.StackTrace?.Split('\n')[0].Contains(" Orleans.Serialization.", StringComparison.Ordinal) == true;

    /// <summary>
    /// Makes a call that silos of the build before do not know, and in its place one that they do. Such a silo cannot read the message, and Orleans answers so at once; any other fault is thrown.
    /// </summary>
    public static async Task<T> ElseAsync<T>(Func<Task<T>> call, Func<Task<T>> olderCall)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (DoesNotKnow(fault))
        {
            return await olderCall();
        }
    }

    /// <summary>The same of calls without an answer.</summary>
    public static async Task ElseAsync(Func<Task> call, Func<Task> olderCall)
    {
        try
        {
            await call();
        }
        catch (Exception fault) when (DoesNotKnow(fault))
        {
            await olderCall();
        }
    }
}
