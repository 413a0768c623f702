using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace OrleansNews.Media;

/// <summary>
/// The few threads of this silo that decode and encode pictures. They yield to everything else, libvips's own threads, which they start, included; and what may wait for them is
/// bounded. The first work starts them.
/// </summary>
internal sealed class PictureThreads : IAsyncDisposable, IDisposable
{
    // The most there is: where both want the same processor, an ordinary thread gets nearly all of it.
    private const int Nice = 19;
    private const int WholeThread = 0;

    private readonly BlockingCollection<Action> _waiting;
    private readonly SemaphoreSlim _background;
    private readonly Lazy<bool> _started;
    private readonly int _threads;

    public PictureThreads(IOptions<MediaOptions> options)
    {
        _threads = options.Value.Threads;
        // What is made in the background comes on top of the uploads that may wait, so that it never keeps one out.
        _waiting = new(options.Value.MaxWaiting + _threads);
        _background = new(_threads);
        _started = new(() => Start(_threads));
    }

    /// <summary>Does a work that somebody waits for.</summary>
    /// <exception cref="PictureThreadsBusyException">Too much waits already.</exception>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        _ = _started.Value;
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryAdd(() => Finish(done, work))) throw new PictureThreadsBusyException();
        return done.Task;
    }

    /// <summary>Lets as many into the background as there are threads; the others wait, and hold nothing but their place.</summary>
    public async Task<T> InBackgroundAsync<T>(Func<Task<T>> workAsync)
    {
        await _background.WaitAsync();
        try
        {
            if (_waiting.IsAddingCompleted) throw new PictureThreadsBusyException();
            return await workAsync();
        }
        finally
        {
            _background.Release();
        }
    }

    public void Dispose() => _waiting.CompleteAdding();

    /// <summary>Takes nothing more, and waits until what is in the background has come to an end.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        for (var thread = 0; thread < _threads; thread++) await _background.WaitAsync().ConfigureAwait(false);
    }

    private static void Finish<T>(TaskCompletionSource<T> done, Func<T> work)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception fault)
        {
            done.SetException(fault);
        }
    }

    private bool TryAdd(Action work)
    {
        try
        {
            return _waiting.TryAdd(work);
        }
        catch (InvalidOperationException)
        {
            return false; // The silo stops.
        }
    }

    private bool Start(int threads)
    {
        for (var number = 1; number <= threads; number++) new Thread(Run) { IsBackground = true, Name = $"Pictures {number}", Priority = ThreadPriority.BelowNormal }.Start();
        return true;
    }

    private void Run()
    {
        // .NET's priority means nothing on Linux, where nice is a thread's own. Not being allowed to be nicer is no reason to do nothing.
        if (OperatingSystem.IsLinux()) _ = SetPriority(WholeThread, 0, Nice);
        foreach (var work in _waiting.GetConsumingEnumerable()) work();
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetPriority(int which, int who, int priority);
}

/// <summary>Too many pictures wait to be decoded.</summary>
internal sealed class PictureThreadsBusyException() : Exception("Too many pictures wait to be decoded.");
