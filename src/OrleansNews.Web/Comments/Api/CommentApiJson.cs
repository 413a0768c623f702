using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace OrleansNews.Comments;

/// <summary>The shapes of the native API.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CommentInput))]
[JsonSerializable(typeof(CommentReceipt))]
[JsonSerializable(typeof(EditInput))]
[JsonSerializable(typeof(VoteInput))]
[JsonSerializable(typeof(VoteTotals))]
[JsonSerializable(typeof(FlagInput))]
[JsonSerializable(typeof(StatusInput))]
[JsonSerializable(typeof(DecisionReceipt))]
[JsonSerializable(typeof(CommentOutput))]
[JsonSerializable(typeof(ThreadOutput))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class CommentApiJson : JsonSerializerContext;
