using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansNews.Logs;

/// <summary>
/// What some grain storage can do beside Orleans' <see cref="IGrainStorage"/>: two writes in one transaction. A log on it writes a block of new events together with the head that names it;
/// on any other storage, one after the other. The host that has such a storage registers it; there is no default.
/// </summary>
public interface IPairedGrainStorage
{
    /// <summary>
    /// Writes two states, or neither, and gives both their new ETags. Each is created when it has no ETag. Any exception but <see cref="InconsistentStateException"/> leaves the outcome
    /// unknown.
    /// </summary>
    /// <exception cref="InconsistentStateException">One of them is stored with another ETag: nothing was written.</exception>
    Task WriteStatesAsync<T>(string firstName, GrainId firstId, IGrainState<T> first, string secondName, GrainId secondId, IGrainState<T> second);
}
