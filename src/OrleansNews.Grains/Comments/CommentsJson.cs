using System.Text.Json.Serialization;

namespace OrleansNews.Comments;

[JsonSerializable(typeof(CommenterState))]
[JsonSerializable(typeof(SealingKeyState))]
[JsonSerializable(typeof(ErasureListState))]
[JsonSerializable(typeof(DayKeysState))]
[JsonSerializable(typeof(ThreadVotesState))]
[JsonSerializable(typeof(VoteSliceState))]
[JsonSerializable(typeof(LatestCommentsState))]
internal sealed partial class CommentsJson : JsonSerializerContext;
